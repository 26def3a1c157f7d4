<#assign ref = kunde.fodselsnummer>
<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference>${ref?substring(0, 6)}</reference>
</portal-signature-job-request>
