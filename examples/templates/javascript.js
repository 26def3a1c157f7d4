export function request({ job }) {
  return `<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
    <reference>${job.uuid}</reference>
  </portal-signature-job-request>`;
}
