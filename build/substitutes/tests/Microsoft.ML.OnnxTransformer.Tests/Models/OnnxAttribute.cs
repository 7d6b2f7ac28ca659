namespace Microsoft.ML.OnnxTransformer.Tests.Models;

/// <summary>An attribute of a node.</summary>
internal sealed record OnnxAttribute(string Name, long? Int = null, long[]? Ints = null, string[]? Strings = null)
{
    public ProtoMessage ToMessage()
    {
        var message = new ProtoMessage().Add(1, Name);
        if (Int is { } number)
        {
            return message.Add(3, number).Add(20, 2);
        }

        if (Ints is not null)
        {
            foreach (var item in Ints)
            {
                message.Add(8, item);
            }

            return message.Add(20, 7);
        }

        foreach (var item in Strings ?? [])
        {
            message.Add(9, item);
        }

        return message.Add(20, 8);
    }
}
