"""A table for each template language: what will be personal is marked, to the character."""

import pytest

from ..messages import NAMESPACE
from .marked import assert_found_where_marked, request

IN_REFERENCE = {
    "a.xml.j2": [
        "«{{ signer.fnr }}»",
        "sak {{ sak.id }}-«{{ kunde.navn|upper }}»",
        "{% if a %}«{{ a.fnr }}»{% else %}{{ b.id }}{% endif %}",
        "{% if a %}{{ a.id }}{% else %}«{{ b.epost }}»{% endif %}",
        "{% for s in signers %}«{{ s.navn }}»{% endfor %}",
        "{% for s in produkter %}{{ s.navn }}{% endfor %}",
        "{% set r = kunde.mobil %}«{{ r }}»",
        "{% set r = kunde.id %}{{ r }}",
        "«{{ kunde['etternavn'] }}»",
        "«{{ signer.fnr | sha256 }}»",
        "{{ oppslag(signer.fnr).id }}",
        "{{ 'a' if kunde.fnr else 'b' }}",
        "{{ kunde.navn|length }}",
        "{# {{ kunde.fnr }} #}{{ id }}",
        "{{\n  ordre.id\n}}«{{\n  kunde.fnr\n}}»",
    ],
    "a.django.xml": [
        "«{{ request.user.first_name }}»",
        "{{ case.number }}",
        "«{% url 'done' user.username %}»",
        "{% url 'done' order.pk %}",
        "{% url 'done' user.username as u %}«{{ u }}»",
    ],
    "a.xml.twig": [
        "«{{ bruker.navn ~ '-' ~ id }}»",
        "{{ produkt.navn }}",
        "{% set r %}{{ kunde.fnr }}{% endset %}«{{ r }}»",
    ],
    "a.liquid": [
        "{% assign a = customer.phone %}«{{ a }}»",
        "{% capture a %}{{ customer.email }}{% endcapture %}«{{ a | upcase }}»",
        "«{{ order.id | append: customer.email }}»",
    ],
    "a.njk": ["«{{ kunde.telefonnummer }}»", "{{ avdeling.navn | slugify }}"],
    "a.hbs": [
        "{{#each signers}}«{{name}}»{{/each}}",
        "{{#each products}}{{name}}{{/each}}",
        "{{#each signers as |s|}}«{{s.name}}»{{/each}}",
        "{{#with contact}}«{{{email}}}»{{/with}}",
        "{{#if fnr}}x{{/if}}{{> partial}}{{!-- kunde.fnr --}}",
        '«{{uppercase (concat user.lastName "-" seq)}}»',
        '«{{lookup user "email"}}»',
    ],
    "a.mustache": [
        "{{#kunde}}«{{navn}}»{{/kunde}}",
        "{{#produkt}}{{navn}}{{/produkt}}{{! kunde.fnr }}",
        "{{^kunde}}{{filnavn}}{{/kunde}}",
    ],
    "a.tmpl": [
        "«{{ .Claimant.Ssn }}»",
        "{{ with .Customer }}«{{ .Name }}»{{ end }}",
        "{{ range .Products }}{{ .Name }}{{ end }}",
        "{{ range $i, $p := .Persons }}«{{ $p.Phone }}»{{ end }}",
        "{{ $x := .Signer.Fnr }}«{{ $x }}»",
        '«{{ printf "%s-%s" .ID .Signer.LastName }}»',
        "{{ if .Signer.Email }}{{ .Case.ID }}{{ end }}{{/* .Signer.Email */}}",
        '«{{ index .User "email" }}»',
    ],
    "a.ftl": [
        "<#if x??>«${x.fnr}»<#else>${y.id}</#if>",
        "<#assign r = kunde.fodselsnummer>«${r}»",
        "<#assign r>${kunde.navn}</#assign>«${r}»",
        "<#list produkter as p>${p.navn}</#list>",
        "«${elev.fodt?date}»-${sak.id?c}<#-- ${kunde.fnr} -->",
        '«${(kunde.epost)!"-"}»',
    ],
    "a.vm": [
        "«$!{kunde.epost}»",
        "#set($r = $kunde.getFnr())«$r»",
        "#foreach($s in $signers)«$s.name»#end",
        "#if($a)$sak.id#else«$person.fodselsnr»#end ## $kunde.fnr",
    ],
    "a.jsp": [
        '«<c:out value="${kunde.navn}"/>»',
        '<c:set var="r" value="${kunde.epost}"/>«${r}»',
        '<c:forEach items="${parter}" var="p">«${p.personnr}»</c:forEach>',
        '<c:forEach items="${produkter}" var="p">${p.navn}</c:forEach>',
        '«<%= request.getParameter("fnr") %>»',
        "<% String n = kunde.getNavn(); %>«<%= n %>»<%-- kunde.fnr --%>",
        "<%= sak.getId() %>",
    ],
    "a.erb": [
        "<% @signers.each do |s| %>«<%= s.full_name %>»<% end %>",
        "<% name = @claim.owner.last_name %>«<%= name.downcase %>»",
        '«<%= "#{user.last_name}-#{id}" %>»<%# user.email %>',
        "<%= policy.number %>",
    ],
    "a.ejs": ["«<%- user.email %>»", "<%= order.id %>"],
    "a.phtml": [
        "«<?= $elev['fornavn'] ?>»",
        "<?php $mobil = $bruker->getMobilnummer(); ?>«<?php echo $mobil; ?>»",
        "<?php foreach ($signers as $s): ?>«<?= $s->name ?>»<?php endforeach; ?>",
        "<?= date('Ymd') ?>-<?= $klasse->kode ?>",
    ],
    "a.php": [
        "«<?= $elev['fornavn'] ?>»",
        "<?php $r = $elev['fornavn'] . '-' . $klasse; ?>«<?= htmlspecialchars($r) ?>»",
        "<?= $klasse->kode ?>",
    ],
    "a.blade.php": ["@if($x) «{{ $user->email }}» @endif{!! $sak->id !!}"],
    "a.cshtml": [
        "«@Model.Member.FirstName»-@Model.Number",
        '«@(Model.User.Email + "x")»',
        "@{ var n = Model.Person.BirthDate; }«@n»",
        "@foreach (var p in Model.Products) { @p.Name }",
        "@if (Model.HasCase) { @Model.CaseId }\nelse { «@Model.Applicant.Email» }@* @Model.Email *@",
    ],
    "elev.fmt": [
        "«{elev.etternavn}»",
        "«{elev.etternavn!s:>20}»",
        "{kode:>8}",
        "{kode}-{dato:%Y%m}",
    ],
    "elev.tpl": ["«%(elevnavn)s»", "%(prosjektkode)s %(lopenr)d"],
    "a.env": ["«$ELEV_FODSELSNUMMER»", "${KLASSEKODE}", "«${NAVN:-ukjent}»", "$HOSTNAME-$$"],
    "spring.xml": [
        "«${elev.fullt-navn}»",
        "${spring.application.name}",
        "${sak.referanse:${sak.id}}",
        "«#{@kunder.finn(id).mobilnr}»",
        "«@user.email@» @project.version@",
    ],
}


@pytest.mark.parametrize(
    ("name", "reference"),
    [(name, row) for name, rows in IN_REFERENCE.items() for row in rows],
)
def test_a_placeholder_in_a_reference(name: str, reference: str) -> None:
    assert_found_where_marked(request(reference), name)


XSLT = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    f'xmlns="{NAMESPACE}">\n<xsl:template match="/">%s</xsl:template>\n</xsl:stylesheet>'
)
THYMELEAF = (
    f'<portal-signature-job-request xmlns="{NAMESPACE}" xmlns:th="http://www.thymeleaf.org">'
    "\n%s</portal-signature-job-request>"
)
MANIFEST = f'<portal-signature-job-manifest xmlns="{NAMESPACE}">%s</portal-signature-job-manifest>'
REQUEST = "<portal-signature-job-request>%s</portal-signature-job-request>"
WHOLE = [
    ("a.xsl", XSLT % REQUEST % '<reference>«<xsl:value-of select="epost"/>»</reference>'),
    ("a.xsl", XSLT % REQUEST % '<reference><xsl:value-of select="//saksnr"/></reference>'),
    (
        "a.xsl",
        XSLT % '<xsl:variable name="r" select="/sak/part/personnummer"/>%s' % REQUEST
        % '<reference>«<xsl:value-of select="$r"/>»</reference>',
    ),
    (
        "a.xsl",
        XSLT % REQUEST
        % '<xsl:for-each select="produkt"><reference><xsl:value-of select="navn"/></reference></xsl:for-each>',
    ),
    (
        "a.xsl",
        XSLT % REQUEST
        % '<xsl:element name="reference">«<xsl:value-of select="epost"/>»</xsl:element>',
    ),
    ("a.xsl", XSLT % '<document xmlns="" href="{kode}"/>'),
    ("a.xsl", XSLT % MANIFEST % "<documents><document href=\"«{concat('a', fnr)}».pdf\"/></documents>"),
    (
        "a.xsl",
        XSLT % MANIFEST
        % '<documents><document><xsl:attribute name="href">«<xsl:value-of select="@fnr"/>»</xsl:attribute></document></documents>',
    ),
    ("a.xml", THYMELEAF % '<reference th:text="«${elev.fornavn}»">r</reference>'),
    ("a.xml", THYMELEAF % '<reference th:text="${klasse.kode}">r</reference>'),
    ("a.xml", THYMELEAF % '<reference th:each="s : ${signers}" th:text="«${s.name}»"/>'),
    ("a.xml", THYMELEAF % "<reference>«[[${kunde.telefon}]]»</reference>"),
    ("a.xml", MANIFEST % '<documents><document th:href="«${kunde.navn}»"/></documents>'),
    ("a.xml", MANIFEST % '<documents><document th:attr="href=«${kunde.navn}»"/></documents>'),
    (
        "partly.j2",  # conditional elements, both branches followed
        MANIFEST
        % (
            '{% if a %}<documents><document href="«{{ fnr }}».pdf">{% else %}<documents>'
            '<document href="{{ id }}.pdf">{% endif %}<title>{{ p.navn }}</title></document></documents>'
        ),
    ),
    (
        "roots.hbs",
        "{{#if direct}}" + request("«{{fnr}}»") + "{{else}}" + request("{{id}}") + "{{/if}}",
    ),
    (
        "attributes.j2",
        MANIFEST
        % '<documents><document {% if a %}href="{{ id }}"{% else %}href="«{{ kunde.navn }}»"{% endif %}/></documents>',
    ),
    ("comment.j2", MANIFEST % "<!-- «{{ signer.fnr }}» -->"),
    ("unknown.j2", MANIFEST % "<ukjent a='«{{ signer.fnr }}»'/>"),
    (
        "wrapped.j2",
        f'<s:Envelope xmlns:s="urn:s"><s:Body><p:portal-signature-job-request xmlns:p="{NAMESPACE}">'
        "<p:reference>«{{ fnr }}»</p:reference></p:portal-signature-job-request></s:Body></s:Envelope>",
    ),
    ("foreign.xml.j2", "<a>{{ fnr }}</a>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), WHOLE)
def test_a_whole_template(name: str, text: str) -> None:
    assert_found_where_marked(text, name)


@pytest.mark.parametrize(
    "manifest",
    [
        "<title>{{ kunde.navn }} {{ kunde.fnr }}</title>",
        "<signers><signer><personal-identification-number>{{ s.fnr }}</personal-identification-number></signer></signers>",
        '<signers><signer><notifications><email address="{{ s.epost }}"/></notifications></signer></signers>',
        '<signers><signer><notifications><email address="{{ s.brukernavn }}@example.com"/></notifications></signer></signers>',
        '<signers><signer><notifications><sms number="+47{{ s.mobil }}"/></notifications></signer></signers>',
        '<signers><signer><notifications><sms number="{{ s.kontakt }}"/></notifications></signer></signers>',
        '<signers><signer><notifications><sms number="«{{ s.fnr }}»"/></notifications></signer></signers>',
        '<signers><signer><notifications><email address="«{{ kunde.navn }}»"/></notifications></signer></signers>',
        "<sender><organization-number>{{ orgnr }}</organization-number></sender>",
        "<sender><organization-number>«{{ user.ssn }}»</organization-number></sender>",
        "<nonsensitive-title>«{{ kunde.navn }}»</nonsensitive-title>",
    ],
)
def test_what_a_field_may_be_filled_with(manifest: str) -> None:
    assert_found_where_marked(MANIFEST % manifest, "manifest.xml.j2")
