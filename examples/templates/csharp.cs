var request = string.Format(
    "<portal-signature-job-request xmlns='http://signering.posten.no/schema/v1'>" +
    "<reference>{0}</reference>" +
    "</portal-signature-job-request>", sak.Id);
