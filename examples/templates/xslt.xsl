<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://signering.posten.no/schema/v1">
  <xsl:template match="/sak">
    <portal-signature-job-request>
      <reference><xsl:value-of select="part/personnummer"/></reference>
    </portal-signature-job-request>
  </xsl:template>
</xsl:stylesheet>
