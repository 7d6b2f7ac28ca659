namespace Microsoft.ML.NAO.Tests.PublicApi;

/// <summary>No public member comes, changes or goes unseen: a difference shows in review as one of PublicApi.approved.txt.</summary>
[TestClass]
public sealed class PublicApiTests
{
    [TestMethod]
    public void PublicApiIsTheApprovedOne()
    {
        var approval = PublicApiApproval.OfProjectUnderTest();

        string received = approval.Print();

        if (PublicApiApproval.AcceptanceIsAskedFor)
        {
            approval.Accept(received);
        }

        string difference = approval.Compare(received);
        Assert.IsTrue(difference.Length == 0, difference);
    }
}
