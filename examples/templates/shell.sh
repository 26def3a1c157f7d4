ref="$CASE_ID-$RUN"
cat > request.xml <<REQUEST
<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference>${ref}</reference>
</portal-signature-job-request>
REQUEST
