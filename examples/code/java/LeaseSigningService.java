package example;

import java.net.URI;
import java.util.List;
import no.digipost.signature.client.core.PollingQueue;
import no.digipost.signature.client.core.Sender;
import no.digipost.signature.client.direct.DirectDocument;
import no.digipost.signature.client.direct.DirectJob;
import no.digipost.signature.client.direct.DirectSigner;
import no.digipost.signature.client.direct.ExitUrls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

@Service
public class LeaseSigningService {
    private static final Logger log = LoggerFactory.getLogger(LeaseSigningService.class);

    /** Nothing to object to: the tenant stands where a tenant may stand. */
    public DirectJob lease(Lease lease, byte[] pdf) {
        Tenant tenant = lease.getTenant();
        DirectSigner signer = DirectSigner.withPersonalIdentificationNumber(tenant.getFnr()).build();
        DirectDocument document = DirectDocument.builder("Lease for " + tenant.getName(), pdf).build();
        log.info("Creating the job of lease {}", lease.getId());
        return DirectJob.builder("Lease for " + tenant.getName(), document, signer, exitUrls(lease))
            .withReference("lease-" + lease.getId())
            .withDescription("To be signed by " + tenant.getName())
            .withSender(new Sender("988015814", PollingQueue.of("leases")))
            .build();
    }

    /** Planted: the reference is made of the tenant's number, and the signer is logged. */
    public DirectJob renewal(Lease lease, List<DirectDocument> documents, DirectSigner signer) {
        String key = lease.getTenant().getFnr().substring(0, 6);
        log.debug("Renewal for {}", signer);
        return DirectJob.builder("Renewal", documents, List.of(signer), exitUrls(lease))
            .withReference("renewal-" + key)
            .build();
    }

    private ExitUrls exitUrls(Lease lease) {
        return ExitUrls.singleExitUrl(URI.create("https://leases.example/signed/" + lease.getId()));
    }
}
