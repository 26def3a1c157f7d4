import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;

/** Lines "name BASE64-OF-DER" and "file BASE64-OF-UTF-8" in, the JDK's texts in base64 out. */
class Names {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        for (String line; (line = in.readLine()) != null; ) {
            byte[] given = Base64.getDecoder().decode(line.substring(5));
            String text = line.startsWith("name ")
                    ? new X500Principal(given).getName()
                    : URLEncoder.encode(new String(given, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            out.println(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        out.flush();
    }
}
