<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference>%(gateadresse)s</reference>
</portal-signature-job-request>
