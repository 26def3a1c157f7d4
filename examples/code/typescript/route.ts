import { NextResponse } from 'next/server';
import { cases } from '../lib/cases';

const NAMESPACE = 'http://signering.posten.no/schema/v1';

interface Applicant {
  fnr: string;
  navn: string;
}

// Nothing to object to: what the register of cases gives for a person is no personal data by itself.
export async function POST(req: Request) {
  const applicant: Applicant = await req.json();
  const caseNumber = await cases.numberFor(applicant.fnr);
  const request = `<portal-signature-job-request xmlns="${NAMESPACE}"><reference>${caseNumber}</reference></portal-signature-job-request>`;
  const manifest = `<portal-signature-job-manifest xmlns="${NAMESPACE}">
    <signers><signer><personal-identification-number>${applicant.fnr}</personal-identification-number></signer></signers>
    <title>Søknad fra ${applicant.navn}</title>
    <nonsensitive-title>Søknad om barnehageplass</nonsensitive-title>
  </portal-signature-job-manifest>`;
  return NextResponse.json(await send(request, manifest));
}

// Planted: a name as the name of a queue, and the whole request on the console.
export async function poll(applicant: Applicant) {
  const request = `<portal-signature-job-request xmlns="${NAMESPACE}">
    <polling-queue>${applicant.navn.toLowerCase()}</polling-queue>
  </portal-signature-job-request>`;
  console.debug(request);
  return send(request);
}
