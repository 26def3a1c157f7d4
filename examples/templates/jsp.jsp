<%@ page contentType="text/xml;charset=UTF-8" %>
<c:forEach items="${parter}" var="part">
<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference><c:out value="${part.epost}"/></reference>
</portal-signature-job-request>
</c:forEach>
