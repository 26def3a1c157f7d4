package example

import (
	"fmt"
	"log/slog"
	"strings"
)

const namespace = "http://signering.posten.no/schema/v1"

// Request has nothing to object to.
func Request(orderID, queue string) string {
	slog.Info("request", "order", orderID)
	return fmt.Sprintf(`<portal-signature-job-request xmlns="http://signering.posten.no/schema/v1">
  <reference>%s</reference>
  <polling-queue>%s</polling-queue>
</portal-signature-job-request>`, orderID, queue)
}

// Manifest is planted: the reader of the notice need not know who else signs.
func Manifest(borrower Person) string {
	var b strings.Builder
	b.WriteString(`<portal-signature-job-manifest xmlns="` + namespace + `">`)
	b.WriteString("<title>Loan to " + borrower.Name + "</title>")
	b.WriteString("<nonsensitive-title>Loan to ")
	b.WriteString(borrower.Name)
	b.WriteString("</nonsensitive-title></portal-signature-job-manifest>")
	return b.String()
}
