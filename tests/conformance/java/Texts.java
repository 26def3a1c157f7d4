import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Prints where text stands in XML files, as the JDK's parser sees it: kind, path, text in base64. */
class Texts {
    static final String OURS = "http://signering.posten.no/schema/v1";
    static final StringBuilder out = new StringBuilder();

    public static void main(String[] arguments) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        for (String file : Files.readAllLines(Path.of(arguments[0]))) {
            out.append("file ").append(file).append('\n');
            try {
                Document document = builder.parse(Path.of(file).toFile());
                for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
                    walk(node, "");
                }
            } catch (org.xml.sax.SAXException | java.io.IOException refused) {
                out.append("refused\n");
            }
        }
        System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    static void walk(Node node, String above) {
        switch (node.getNodeType()) {
            case Node.ELEMENT_NODE -> element(node, above);
            case Node.COMMENT_NODE -> say("comment", above + "/comment()", node.getNodeValue());
            case Node.PROCESSING_INSTRUCTION_NODE -> say(
                    "processing-instruction",
                    above + "/processing-instruction(" + node.getNodeName() + ")",
                    node.getNodeName() + " " + node.getNodeValue());
            default -> { }
        }
    }

    static void element(Node element, String above) {
        String path = above + "/" + name(element);
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            if (!"http://www.w3.org/2000/xmlns/".equals(attribute.getNamespaceURI())) {
                say("attribute", path + "/@" + name(attribute), attribute.getNodeValue());
            }
        }
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            short type = child.getNodeType();
            if (type == Node.TEXT_NODE || type == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            } else {
                walk(child, path);
            }
        }
        say("text", path, text.toString());
    }

    static String name(Node node) {
        String uri = node.getNamespaceURI();
        return uri == null || uri.equals(OURS) ? node.getLocalName() : "{" + uri + "}" + node.getLocalName();
    }

    static void say(String kind, String path, String text) {
        Base64.Encoder base64 = Base64.getEncoder();
        out.append(kind).append(' ')
                .append(base64.encodeToString(path.getBytes(StandardCharsets.UTF_8))).append(' ')
                .append(base64.encodeToString(text.getBytes(StandardCharsets.UTF_8))).append('\n');
    }
}
