using System.CommandLine;
using System.CommandLine.Parsing;

namespace MLNet.Cnn.Samples;

/// <summary>What is wrong with a command line, as one sentence that says what to write instead.</summary>
internal static class CommandLineError
{
    /// <summary>The first thing that is wrong.</summary>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return parsed.UnmatchedTokens.FirstOrDefault() is { } unknown
            ? DescribeUnknown(unknown, command)
            : DescribeMissing(parsed.Errors[0], command);
    }

    private static string DescribeUnknown(string given, Command command)
    {
        if (given.StartsWith('-'))
        {
            string name = given.Split('=')[0];
            return $"There is no option '{name}'{Of(command)}. {Instead(name, command.Options.Select(option => option.Name), Help(command))}";
        }
        return command is RootCommand
            ? $"There is no verb '{given}'. {Instead(given, command.Subcommands.Select(verb => verb.Name), $"The verbs are {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}.")}"
            : $"'{given}' is too much: {command.Name} takes {string.Join(" and ", command.Arguments.Select(argument => argument.Name))}. A path with spaces needs quotation marks.";
    }

    private static string DescribeMissing(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult option => DescribeOption(option, error),
        ArgumentResult { Parent: OptionResult option } => DescribeOption(option, error),
        ArgumentResult { Tokens.Count: 0, Argument: var argument } => $"{command.Name} needs {argument.Name}: {argument.Description}.",
        CommandResult => command.Arguments.FirstOrDefault() is { } first ? $"{command.Name} needs {first.Name}: {first.Description}." : error.Message,
        _ => error.Message,
    };

    private static string DescribeOption(OptionResult option, ParseError error) => option switch
    {
        { IdentifierTokenCount: > 1, Option.Arity.MaximumNumberOfValues: 1 } => $"{option.Option.Name} is given {option.IdentifierTokenCount} times; give it once.",
        { Tokens.Count: 0, Option.Arity.MinimumNumberOfValues: > 0 } => $"{option.Option.Name} needs a value behind it: {option.Option.Name} {option.Option.HelpName}.",
        _ => error.Message,
    };

    private static string Instead(string given, IEnumerable<string> names, string otherwise) =>
        NearestName.Of(given, names) is { } near ? $"Did you mean '{near}'?" : otherwise;

    private static string Of(Command command) => command is RootCommand ? "" : $" of {command.Name}";

    private static string Help(Command command) => $"--help lists the options{Of(command)}: {string.Join(", ", command.Options.Select(option => option.Name))}.";
}
