fprintf(out,
    "<portal-signature-job-request xmlns='http://signering.posten.no/schema/v1'>"
    "<reference>%s</reference>"
    "</portal-signature-job-request>", member->last_name);
