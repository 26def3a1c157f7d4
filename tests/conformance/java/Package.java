import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.digipost.signature.client.ClientConfiguration;
import no.digipost.signature.client.asice.CreateASiCE;
import no.digipost.signature.client.asice.manifest.CreateDirectManifest;
import no.digipost.signature.client.asice.manifest.CreatePortalManifest;
import no.digipost.signature.client.core.Sender;
import no.digipost.signature.client.core.internal.MaySpecifySender;
import no.digipost.signature.client.direct.DirectDocument;
import no.digipost.signature.client.direct.DirectJob;
import no.digipost.signature.client.direct.DirectSigner;
import no.digipost.signature.client.direct.ExitUrls;
import no.digipost.signature.client.portal.Notifications;
import no.digipost.signature.client.portal.PortalDocument;
import no.digipost.signature.client.portal.PortalJob;
import no.digipost.signature.client.portal.PortalSigner;
import no.digipost.signature.client.security.KeyStoreConfig;

/** Builds packages with the official client, of both flows, with and without misplaced personal data. */
class Package {
    static final String NUMBER = "17819099936";
    static Path folder;
    static byte[] pdf;
    static ClientConfiguration configuration;

    public static void main(String[] arguments) throws Exception {
        folder = Path.of(arguments[0]);
        pdf = Files.readAllBytes(folder.resolve("document.pdf"));
        try (InputStream store = Files.newInputStream(folder.resolve("key.p12"))) {
            KeyStoreConfig key = KeyStoreConfig.fromOrganizationCertificate(store, "password");
            configuration = ClientConfiguration.builder(key).defaultSender(new Sender("100101688")).build();
        }
        direct("direct-clean", "Kjøpekontrakt");
        direct("direct-dirty", "Avtale " + NUMBER);
        portal("portal-clean", "Kontrakt");
        portal("portal-dirty", "Kontrakt for ola.nordmann@example.com");
    }

    static void direct(String name, String title) throws Exception {
        DirectJob job = DirectJob.builder(
                        "Kjøp av båt",
                        List.of(DirectDocument.builder(title, pdf).build(), DirectDocument.builder("Vedlegg", pdf).build()),
                        List.of(DirectSigner.withPersonalIdentificationNumber(NUMBER).build()),
                        ExitUrls.singleExitUrl(URI.create("https://example.test/done")))
                .build();
        save(name, new CreateASiCE<>(new CreateDirectManifest(sender()), configuration).createASiCE(job).toByteArray());
    }

    static void portal(String name, String nonsensitive) throws Exception {
        Notifications both = Notifications.builder().withEmailTo("ola.nordmann@example.com").withSmsTo("+4740000000").build();
        PortalJob job = PortalJob.builder(
                        "Kjøp av båt",
                        List.of(PortalDocument.builder("Kontrakt", pdf).build()),
                        List.of(PortalSigner.identifiedByPersonalIdentificationNumber(NUMBER, both).build()))
                .withNonsensitiveTitle(nonsensitive)
                .withActivationTime(Instant.now().plus(Duration.ofDays(1)))
                .availableFor(Duration.ofDays(3))
                .build();
        CreatePortalManifest manifests = new CreatePortalManifest(sender(), Clock.systemDefaultZone());
        save(name, new CreateASiCE<>(manifests, configuration).createASiCE(job).toByteArray());
    }

    static MaySpecifySender sender() {
        return configuration.getDefaultSender();
    }

    static void save(String name, byte[] content) throws Exception {
        Files.write(folder.resolve(name + ".asice"), content);
    }
}
