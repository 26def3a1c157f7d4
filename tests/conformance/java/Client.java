import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import no.digipost.signature.client.ClientConfiguration;
import no.digipost.signature.client.ServiceEnvironment;
import no.digipost.signature.client.archive.ArchiveClient;
import no.digipost.signature.client.archive.ArchiveOwner;
import no.digipost.signature.client.core.AuthenticationLevel;
import no.digipost.signature.client.core.DeleteDocumentsUrl;
import no.digipost.signature.client.core.IdentifierInSignedDocuments;
import no.digipost.signature.client.core.OnBehalfOf;
import no.digipost.signature.client.core.PAdESReference;
import no.digipost.signature.client.core.PollingQueue;
import no.digipost.signature.client.core.Sender;
import no.digipost.signature.client.core.SignatureType;
import no.digipost.signature.client.core.XAdESReference;
import no.digipost.signature.client.core.exceptions.UnexpectedResponseException;
import no.digipost.signature.client.direct.DirectClient;
import no.digipost.signature.client.direct.DirectDocument;
import no.digipost.signature.client.direct.DirectJob;
import no.digipost.signature.client.direct.DirectJobResponse;
import no.digipost.signature.client.direct.DirectJobStatus;
import no.digipost.signature.client.direct.DirectJobStatusResponse;
import no.digipost.signature.client.direct.DirectSigner;
import no.digipost.signature.client.direct.DirectSignerResponse;
import no.digipost.signature.client.direct.ExitUrls;
import no.digipost.signature.client.direct.StatusReference;
import no.digipost.signature.client.direct.StatusRetrievalMethod;
import no.digipost.signature.client.direct.WithSignerUrl;
import no.digipost.signature.client.portal.Notifications;
import no.digipost.signature.client.portal.NotificationsUsingLookup;
import no.digipost.signature.client.portal.PortalClient;
import no.digipost.signature.client.portal.PortalDocument;
import no.digipost.signature.client.portal.PortalJob;
import no.digipost.signature.client.portal.PortalJobResponse;
import no.digipost.signature.client.portal.PortalJobStatus;
import no.digipost.signature.client.portal.PortalJobStatusChanged;
import no.digipost.signature.client.portal.PortalSigner;
import no.digipost.signature.client.portal.Signature;
import no.digipost.signature.client.portal.SignerIdentifier;
import no.digipost.signature.client.security.KeyStoreConfig;

/**
 * The official client, told what to do: a line of standard input is a call and its argument, a line
 * of standard output its answer, or "error" and what was thrown. Arguments: the API's root, a key
 * store (password: password), a folder of anchors, a PDF.
 */
class Client {
    interface Call {
        String answer(String argument) throws Exception;
    }

    static final Sender SENDER = new Sender("100101688");
    static final String FIRST = "17819099936";
    static final String SECOND = "04818999807";
    static final String EMAIL = "ola@example.com";
    static final String PHONE = "+4740000001";
    static final String BOTH_EMAIL = "kari@example.com";
    static final String BOTH_PHONE = "+4740000002";

    final byte[] pdf;
    final DirectClient direct;
    final PortalClient portal;
    final ArchiveClient archive;
    DirectJobStatusResponse directStatus;
    PortalJobResponse created;
    PortalJobStatusChanged portalStatus;

    final Map<String, Call> calls = Map.ofEntries(
            Map.entry("direct.create", this::createDirect),
            Map.entry("direct.redirect", url -> said(direct().requestNewRedirectUrl(WithSignerUrl.of(URI.create(url))))),
            Map.entry("direct.status", this::statusByToken),
            Map.entry("direct.change", queue -> said(directStatus = queue.isEmpty()
                    ? direct().getStatusChange() : direct().getStatusChange(sender(queue)))),
            Map.entry("direct.confirm", none -> done(() -> direct().confirm(directStatus))),
            Map.entry("direct.xades", url -> root(direct().getXAdES(XAdESReference.of(URI.create(url))))),
            Map.entry("direct.pades", url -> content(direct().getPAdES(PAdESReference.of(URI.create(url))))),
            Map.entry("direct.delete", url -> done(() -> direct().deleteDocuments(DeleteDocumentsUrl.of(URI.create(url))))),
            Map.entry("portal.create", this::createPortal),
            Map.entry("portal.change", queue -> said(portalStatus = queue.isEmpty()
                    ? portal().getStatusChange() : portal().getStatusChange(sender(queue)))),
            Map.entry("portal.confirm", none -> done(() -> portal().confirm(portalStatus))),
            Map.entry("portal.cancel", none -> done(() -> portal().cancel(created))),
            Map.entry("portal.xades", url -> root(portal().getXAdES(XAdESReference.of(URI.create(url))))),
            Map.entry("portal.pades", url -> content(portal().getPAdES(PAdESReference.of(URI.create(url))))),
            Map.entry("portal.delete", url -> done(() -> portal().deleteDocuments(DeleteDocumentsUrl.of(URI.create(url))))),
            Map.entry("archive.pades", id -> content(archive().getPAdES(ArchiveOwner.of(SENDER), id))));

    Client(String root, Path store, Path anchors, Path document) throws Exception {
        ClientConfiguration configuration;
        try (InputStream opened = Files.newInputStream(store)) {
            configuration = ClientConfiguration.builder(KeyStoreConfig.fromOrganizationCertificate(opened, "password"))
                    .serviceEnvironment(new ServiceEnvironment("sandbox", URI.create(root), List.of(anchors.toString())))
                    .defaultSender(SENDER)
                    .build();
        }
        pdf = Files.readAllBytes(document);
        direct = new DirectClient(configuration);
        portal = new PortalClient(configuration);
        archive = new ArchiveClient(configuration);
    }

    public static void main(String[] arguments) throws Exception {
        Client client = new Client(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            String[] call = line.split(" ", 2);
            System.out.println(client.answer(call[0], call[1]));
        }
    }

    String answer(String call, String argument) {
        try {
            return calls.get(call).answer(argument);
        } catch (UnexpectedResponseException error) {
            return "error " + error.getClass().getSimpleName() + " " + error.httpStatusCode() + " " + error.getErrorCode();
        } catch (Exception error) {
            return "error " + error.getClass().getSimpleName();
        }
    }

    DirectClient direct() {
        return direct;
    }

    PortalClient portal() {
        return portal;
    }

    ArchiveClient archive() {
        return archive;
    }

    static Sender sender(String queue) {
        return new Sender(SENDER.getOrganizationNumber(), PollingQueue.of(queue));
    }

    static String done(Runnable call) {
        call.run();
        return "done";
    }

    /** SHA-256 of what was downloaded. */
    static String content(InputStream stream) throws Exception {
        try (stream) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes()));
        }
    }

    static String root(InputStream stream) throws Exception {
        try (stream) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement().getNodeName();
        }
    }

    String createDirect(String kind) {
        ExitUrls exits = ExitUrls.of(
                URI.create("https://example.test/done"),
                URI.create("https://example.test/no"),
                URI.create("https://example.test/error"));
        DirectDocument document = DirectDocument.builder("Kjøpekontrakt", pdf).build();
        DirectJob job = kind.equals("callback")
                ? DirectJob.builder("Kjøp av båt", document, DirectSigner.withCustomIdentifier("kjøper-1").build(), exits)
                        .withReference("sak-1")
                        .build()
                : DirectJob.builder(
                                "Kjøp av båt",
                                List.of(document, DirectDocument.builder("Vedlegg", pdf).build()),
                                List.of(
                                        DirectSigner.withPersonalIdentificationNumber(FIRST)
                                                .withSignatureType(SignatureType.AUTHENTICATED_SIGNATURE)
                                                .onBehalfOf(OnBehalfOf.SELF)
                                                .build(),
                                        DirectSigner.withPersonalIdentificationNumber(SECOND)
                                                .withSignatureType(SignatureType.AUTHENTICATED_SIGNATURE)
                                                .onBehalfOf(OnBehalfOf.OTHER)
                                                .build()),
                                exits)
                        .withReference("sak-2")
                        .withDescription("Begge må signere")
                        .withSender(sender("kontrakter"))
                        .requireAuthentication(AuthenticationLevel.FOUR)
                        .withIdentifierInSignedDocuments(IdentifierInSignedDocuments.NAME)
                        .retrieveStatusBy(StatusRetrievalMethod.POLLING)
                        .build();
        DirectJobResponse response = direct.create(job);
        String signers = response.getSigners().stream().map(Client::said).collect(Collectors.joining(","));
        return response.getSignatureJobId() + " " + response.getReference() + " " + response.getStatusUrl() + " " + signers;
    }

    static String said(DirectSignerResponse signer) {
        String who = signer.isIdentifiedByPersonalIdentificationNumber()
                ? signer.getPersonalIdentificationNumber() : signer.getCustomIdentifier();
        return who + "|" + signer.getSignerUrl() + "|" + signer.getRedirectUrl();
    }

    String statusByToken(String urlAndToken) {
        String[] both = urlAndToken.split(" ");
        directStatus = direct.getStatus(StatusReference.ofUrl(URI.create(both[0])).withStatusQueryToken(both[1]));
        return said(directStatus);
    }

    static String said(DirectJobStatusResponse status) {
        if (status.is(DirectJobStatus.NO_CHANGES)) {
            return "nothing " + status.getNextPermittedPollTime();
        }
        String signers = status.getSignatures().stream()
                .map(each -> each.getSigner() + "|" + each.getStatus() + "|" + each.getStatusDateTime() + "|"
                        + (each.getxAdESUrl() == null ? null : each.getxAdESUrl().getxAdESUrl()))
                .collect(Collectors.joining(","));
        return status.getSignatureJobId() + " " + status.getReference() + " " + status.getStatus() + " "
                + (status.isPAdESAvailable() ? status.getpAdESUrl().getpAdESUrl() : null) + " "
                + (status.getDeleteDocumentsUrl() == null ? null : status.getDeleteDocumentsUrl().getUrl()) + " " + signers;
    }

    String createPortal(String kind) {
        PortalDocument document = PortalDocument.builder("Kjøpekontrakt", pdf).build();
        Notifications both = Notifications.builder().withEmailTo(EMAIL).withSmsTo(PHONE).build();
        PortalJob.Builder job = kind.equals("contact")
                ? PortalJob.builder(
                                "Kjøp av båt",
                                List.of(document),
                                List.of(
                                        PortalSigner.identifiedByEmail(EMAIL)
                                                .withSignatureType(SignatureType.AUTHENTICATED_SIGNATURE).build(),
                                        PortalSigner.identifiedByMobileNumber(PHONE)
                                                .withSignatureType(SignatureType.AUTHENTICATED_SIGNATURE).build(),
                                        PortalSigner.identifiedByEmailAndMobileNumber(BOTH_EMAIL, BOTH_PHONE)
                                                .withSignatureType(SignatureType.AUTHENTICATED_SIGNATURE).build()))
                        .withIdentifierInSignedDocuments(IdentifierInSignedDocuments.NAME)
                        .withSender(sender("kontakt"))
                : PortalJob.builder(
                                "Kjøp av båt",
                                List.of(document),
                                List.of(
                                        PortalSigner.identifiedByPersonalIdentificationNumber(FIRST, both)
                                                .withOrder(1).onBehalfOf(OnBehalfOf.SELF).build(),
                                        PortalSigner.identifiedByPersonalIdentificationNumber(
                                                        SECOND, NotificationsUsingLookup.EMAIL_AND_SMS)
                                                .withOrder(2).build()))
                        .requireAuthentication(AuthenticationLevel.FOUR)
                        .withActivationTime(Instant.now().plus(Duration.ofMinutes(1)));
        created = portal.create(job.withReference(kind).withNonsensitiveTitle("Kontrakt").withDescription("Hei")
                .availableFor(Duration.ofDays(30)).build());
        return created.getSignatureJobId() + " " + created.getReference() + " " + created.getCancellationUrl().getUrl();
    }

    static String said(PortalJobStatusChanged status) {
        if (status.is(PortalJobStatus.NO_CHANGES)) {
            return "nothing " + status.getNextPermittedPollTime();
        }
        String signers = status.getSignatures().stream()
                .map(each -> who(each, status) + "|" + each.getStatus() + "|" + each.getStatusDateTime() + "|"
                        + (each.getxAdESUrl() == null ? null : each.getxAdESUrl().getxAdESUrl()))
                .collect(Collectors.joining(","));
        return status.getSignatureJobId() + " " + status.getReference() + " " + status.getStatus() + " "
                + (status.isPAdESAvailable() ? status.getpAdESUrl().getpAdESUrl() : null) + " "
                + (status.getDeleteDocumentsUrl() == null ? null : status.getDeleteDocumentsUrl().getUrl()) + " " + signers;
    }

    /** The number, or which of the addresses the client finds the signature by. */
    static String who(Signature signature, PortalJobStatusChanged status) {
        if (!status.getReference().equals("contact")) {
            return signature.getSigner();
        }
        Map<String, SignerIdentifier> identifiers = Map.of(
                EMAIL, SignerIdentifier.identifiedByEmailAddress(EMAIL),
                PHONE, SignerIdentifier.identifiedByMobileNumber(PHONE),
                BOTH_EMAIL + "/" + BOTH_PHONE,
                SignerIdentifier.identifiedByEmailAddressAndMobileNumber(BOTH_EMAIL, BOTH_PHONE));
        return identifiers.entrySet().stream()
                .filter(each -> status.getSignatureFrom(each.getValue()) == signature)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining());
    }
}
