import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Validates the XML signature of a package with the JDK alone; prints what it finds. */
class VerifyPackage {
    public static void main(String[] arguments) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new FileInputStream(arguments[0]))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        Document document = parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(files.get("META-INF/signatures.xml")));
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        XMLSignature signature = factory.unmarshalXMLSignature(new DOMValidateContext(
                new javax.crypto.spec.SecretKeySpec(new byte[1], "unused"),
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0)));
        X509Data data = (X509Data) signature.getKeyInfo().getContent().get(0);
        X509Certificate signer = (X509Certificate) data.getContent().get(0);
        DOMValidateContext context = new DOMValidateContext(
                signer.getPublicKey(),
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0));
        context.setIdAttributeNS(
                (Element) document.getElementsByTagNameNS("*", "SignedProperties").item(0), null, "Id");
        URIDereferencer inside = factory.getURIDereferencer();
        context.setURIDereferencer((reference, with) -> {
            if (reference.getURI().startsWith("#")) {
                return inside.dereference(reference, with);
            }
            String name = URLDecoder.decode(reference.getURI(), StandardCharsets.UTF_8);
            return new OctetStreamData(new ByteArrayInputStream(files.get(name)));
        });
        signature = factory.unmarshalXMLSignature(context);
        System.out.println("signature " + signature.getSignatureValue().validate(context));
        for (Object each : signature.getSignedInfo().getReferences()) {
            System.out.println("reference " + ((Reference) each).validate(context));
        }
        System.out.println("core " + signature.validate(context));
    }
}
