using Digipost.Signature.Api.Client.Core;
using Digipost.Signature.Api.Client.Direct;
using Microsoft.AspNetCore.Mvc;

namespace Example;

public class AgreementController : ControllerBase
{
    private readonly DirectClient _client;

    // Nothing to object to.
    [HttpPost("agreements/{id}/sign")]
    public async Task<IActionResult> Sign(Agreement agreement)
    {
        var documents = new List<Document> { new Document($"Agreement with {agreement.Customer.FullName}", FileType.Pdf, agreement.Pdf) };
        var signers = new List<Signer> { new Signer(new PersonalIdentificationNumber(agreement.Customer.NationalId)) };
        var job = new Job($"Agreement with {agreement.Customer.FullName}", documents, signers, agreement.Id.ToString(), Urls(agreement.Id));
        return Redirect((await _client.Create(job)).RedirectUrl.ToString());
    }

    // Planted: an e-mail address as reference and as identifier of the signer.
    public Job ByEmail(Customer customer, List<Document> documents, Guid id)
    {
        var signers = new List<Signer> { new Signer(new CustomIdentifier(customer.Email)) };
        return new Job("Agreement", documents, signers, reference: customer.Email.ToLower(), exitUrls: Urls(id));
    }

    private static ExitUrls Urls(Guid id) => new ExitUrls(
        new Uri($"https://shop.example/signed/{id}"),
        new Uri($"https://shop.example/rejected/{id}"),
        new Uri($"https://shop.example/failed/{id}"));
}
