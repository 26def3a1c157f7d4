"""Builds a request by str.format."""

REQUEST = """\
<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference>{reference}</reference>
</portal-signature-job-request>"""


def request(order: object) -> str:
    """A request that refers to an order."""
    return REQUEST.format(reference=order.number)
