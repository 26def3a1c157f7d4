package example

import no.digipost.signature.client.portal.Notifications
import no.digipost.signature.client.portal.PortalDocument
import no.digipost.signature.client.portal.PortalJob
import no.digipost.signature.client.portal.PortalSigner
import java.util.UUID

class ConsentService {
    /** Nothing to object to. */
    fun consent(pupil: Pupil, guardian: Guardian, document: PortalDocument): PortalJob {
        val notifications = Notifications.builder().withEmailTo(guardian.email).build()
        val signer = PortalSigner.identifiedByPersonalIdentificationNumber(guardian.fnr, notifications).build()
        return PortalJob.builder("Consent for ${pupil.name}", listOf(document), listOf(signer))
            .withNonsensitiveTitle("Consent to a school trip")
            .withReference(UUID.randomUUID())
            .build()
    }

    /** Planted: the pupil's name goes into e-mails and text messages. */
    fun reminder(pupil: Pupil, document: PortalDocument, signers: List<PortalSigner>): PortalJob {
        val heading = "School trip of ${pupil.firstName}"
        return PortalJob.builder(heading, listOf(document), signers)
            .withNonsensitiveTitle(heading)
            .withReference("trip-${pupil.schoolClass.code}")
            .build()
    }
}
