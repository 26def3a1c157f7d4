import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs files as the official Java client does: ZipOutputStream, with only the size set. */
class WritePackage {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream(arguments[0]))) {
            for (int i = 2; i < arguments.length; i++) {
                byte[] content = Files.readAllBytes(folder.resolve(Integer.toString(i - 2)));
                ZipEntry entry = new ZipEntry(arguments[i]);
                entry.setSize(content.length);
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
    }
}
