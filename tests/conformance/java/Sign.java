import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import no.digipost.signature.client.asice.ASiCEAttachable;
import no.digipost.signature.client.asice.signature.CreateSignature;
import no.digipost.signature.client.security.KeyStoreConfig;

/**
 * Signs files as the official client does. A line of standard input, tab-separated, is a task: kind
 * of key store, its path, its password, a moment, a time zone, where to write signatures.xml, and
 * for each file its name, where its content is, and its media type.
 */
class Sign {
    record Attached(String getFileName, byte[] getContent, String getMediaType) implements ASiCEAttachable {}

    public static void main(String[] arguments) throws Exception {
        Scanner tasks = new Scanner(System.in, "UTF-8");
        while (tasks.hasNextLine()) {
            sign(tasks.nextLine().split("\t"));
        }
    }

    static void sign(String[] task) throws Exception {
        Clock clock = Clock.fixed(Instant.parse(task[3]), ZoneId.of(task[4]));
        List<ASiCEAttachable> files = new ArrayList<>();
        for (int i = 6; i < task.length; i += 3) {
            files.add(new Attached(task[i], Files.readAllBytes(Path.of(task[i + 1])), task[i + 2]));
        }
        try (InputStream store = Files.newInputStream(Path.of(task[1]))) {
            KeyStoreConfig key = task[0].equals("jks")
                    ? KeyStoreConfig.fromJavaKeyStore(store, "piilint", task[2], task[2])
                    : KeyStoreConfig.fromOrganizationCertificate(store, task[2]);
            Files.write(Path.of(task[5]), new CreateSignature(clock).createSignature(files, key).getContent());
        }
    }
}
