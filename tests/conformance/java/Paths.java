import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Scanner;
import java.util.Set;

/**
 * Builds certification paths by the JDK's PKIX. A line of standard input is a moment, then the
 * certificates in base64: the anchor, the leaf, the others. Prints true or false for each line.
 */
class Paths {
    public static void main(String[] arguments) throws Exception {
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            System.out.println(holds(lines.nextLine().split(" ")));
        }
    }

    static boolean holds(String[] line) throws Exception {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (int i = 1; i < line.length; i++) {
                byte[] der = Base64.getDecoder().decode(line[i]);
                certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der)));
            }
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(certificates.get(1));
            PKIXBuilderParameters parameters =
                    new PKIXBuilderParameters(Set.of(new TrustAnchor(certificates.get(0), null)), leaf);
            parameters.addCertStore(CertStore.getInstance(
                    "Collection", new CollectionCertStoreParameters(certificates.subList(1, certificates.size()))));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(Instant.parse(line[0])));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
