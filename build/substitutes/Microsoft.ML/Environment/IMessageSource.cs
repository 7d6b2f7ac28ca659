namespace Microsoft.ML.Runtime;

/// <summary>Who sent a message.</summary>
internal interface IMessageSource
{
    string FullName { get; }
}
