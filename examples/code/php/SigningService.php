<?php

namespace Example;

use Digipost\Signature\Client\Direct\DirectDocument;
use Digipost\Signature\Client\Direct\DirectJob;
use Digipost\Signature\Client\Direct\DirectSigner;
use Digipost\Signature\Client\Direct\ExitUrls;

class SigningService
{
    /** Nothing to object to. */
    public function policy(Policy $policy, string $pdf): DirectJob
    {
        $holder = $policy->getHolder();
        $document = DirectDocument::builder("Policy of {$holder->getName()}", "policy-{$policy->getId()}.pdf", $pdf)->build();
        $signer = DirectSigner::withPersonalIdentificationNumber($holder->getFnr())->build();
        return DirectJob::builder($document, $this->exitUrls($policy), $signer)
            ->withReference('policy-' . $policy->getId())
            ->build();
    }

    /** Planted: the name of a file, and a reference that is put together somewhere else. */
    public function claim(Claimant $claimant, $signer, Policy $policy, string $pdf): DirectJob
    {
        $document = DirectDocument::builder('Claim', "claim-{$claimant->getLastName()}.pdf", $pdf)->build();
        return DirectJob::builder($document, $this->exitUrls($policy), $signer)
            ->withReference($this->reference($claimant))
            ->build();
    }

    private function reference(Claimant $claimant): string
    {
        return sprintf('claim-%s', $claimant->getPhone());
    }

    private function exitUrls(Policy $policy): ExitUrls
    {
        return ExitUrls::singleExitUrl('https://insurance.example/signed/' . $policy->getId());
    }
}
