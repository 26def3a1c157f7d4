import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.ConstraintsParameters;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Validates packages by the EU's DSS. Arguments: the root to trust, a folder of revocation lists,
 * whether the ODF manifest that ETSI EN 319 162-1 wants in META-INF is asked for (true or false),
 * then packages. Prints "file", then a line for each thing that DSS says.
 */
class Validate {
    public static void main(String[] arguments) throws Exception {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(DSSUtils.loadCertificate(new File(arguments[0])));
        DSSDocument[] lists = Stream.of(new File(arguments[1]).listFiles()).map(FileDocument::new).toArray(DSSDocument[]::new);
        ValidationPolicy policy = policy(Boolean.parseBoolean(arguments[2]));
        for (String file : List.of(arguments).subList(3, arguments.length)) {
            CommonCertificateVerifier verifier = new CommonCertificateVerifier();
            verifier.setTrustedCertSources(trusted);
            verifier.setCrlSource(new ExternalResourcesCRLSource(lists));
            System.out.println("file " + new File(file).getName());
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file));
            validator.setCertificateVerifier(verifier);
            say(validator.validateDocument(policy));
        }
    }

    static ValidationPolicy policy(boolean manifest) throws Exception {
        try (InputStream standard = Validate.class.getResourceAsStream("/policy/constraint.xml")) {
            ConstraintsParameters constraints = ValidationPolicyFacade.newFacade().unmarshall(standard);
            if (!manifest) {
                constraints.getContainerConstraints().setManifestFilePresent(null);
            }
            return new EtsiValidationPolicy(constraints);
        }
    }

    static void say(Reports reports) {
        SimpleReport simple = reports.getSimpleReport();
        DiagnosticData data = reports.getDiagnosticData();
        System.out.println("container " + simple.getContainerType());
        data.getContainerInfo().getContentFiles().forEach(name -> System.out.println("content " + name));
        for (SignatureWrapper signature : data.getSignatures()) {
            String id = signature.getId();
            System.out.println("format " + signature.getSignatureFormat());
            System.out.println("intact " + (signature.isSignatureIntact() && signature.isSignatureValid()));
            signature.getDigestMatchers().forEach(each -> System.out.println(
                    "covers " + each.isDataFound() + " " + each.isDataIntact() + " " + each.getType() + " "
                            + (each.getDocumentName() == null ? "-" : each.getDocumentName())));
            System.out.println("structure " + signature.isStructuralValidationValid());
            System.out.println("indication " + simple.getIndication(id) + " " + simple.getSubIndication(id));
            say("error", simple.getAdESValidationErrors(id));
            say("warning", simple.getAdESValidationWarnings(id));
            say("info", simple.getAdESValidationInfo(id));
            say("unqualified", simple.getQualificationErrors(id));
        }
    }

    static void say(String kind, List<Message> messages) {
        messages.forEach(each -> System.out.println(kind + " " + each.getKey() + " " + each.getValue()));
    }
}
