import java.io.ByteArrayInputStream;
import java.io.File;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Scanner;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * Judges messages by schemas, with the JDK's Xerces. Arguments: schemas. A line of standard input is
 * a message in base64; the line printed for it has a + or a - for each schema.
 */
class Schemas {
    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        List<Schema> schemas = new ArrayList<>();
        for (String file : arguments) {
            schemas.add(factory.newSchema(new File(file)));
        }
        Scanner messages = new Scanner(System.in);
        while (messages.hasNextLine()) {
            byte[] message = Base64.getDecoder().decode(messages.nextLine());
            StringBuilder verdicts = new StringBuilder();
            for (Schema schema : schemas) {
                verdicts.append(accepts(schema, message) ? '+' : '-');
            }
            System.out.println(verdicts);
        }
    }

    static boolean accepts(Schema schema, byte[] message) throws Exception {
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(message)));
            return true;
        } catch (SAXException invalid) {
            return false;
        }
    }
}
