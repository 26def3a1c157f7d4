const { randomUUID } = require('node:crypto');

const NAMESPACE = 'http://signering.posten.no/schema/v1';

// Nothing to object to.
function request(base) {
  const id = randomUUID();
  return `<direct-signature-job-request xmlns="${NAMESPACE}">
    <reference>${id}</reference>
    <exit-urls>
      <completion-url>${base}/signed/${id}</completion-url>
      <rejection-url>${base}/rejected/${id}</rejection-url>
      <error-url>${base}/failed/${id}</error-url>
    </exit-urls>
  </direct-signature-job-request>`;
}

// Planted: the customer's e-mail address in a URL, encoded or not.
function exitUrls(base, customer) {
  const who = encodeURIComponent(customer.email);
  let xml = '<exit-urls>';
  xml += `<completion-url>${base}/signed</completion-url>`;
  xml += '<rejection-url>' + base + '/rejected?who=' + who + '</rejection-url>';
  xml += `<error-url>${base}/failed</error-url>`;
  return xml + '</exit-urls>';
}

module.exports = { request, exitUrls };
