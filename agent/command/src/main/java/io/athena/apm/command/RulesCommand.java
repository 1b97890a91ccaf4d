package io.athena.apm.command;

import picocli.CommandLine.Command;

/** What is about rules; nothing by itself, so that it is wrong usage without a command. */
@Command(
    name = "rules",
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks rules files before a service runs with them.")
final class RulesCommand {

  RulesCommand() {}
}
