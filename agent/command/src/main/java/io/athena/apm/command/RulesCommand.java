package io.athena.apm.command;

import picocli.CommandLine.Command;

/** Groups the commands about rules. Without a command it is wrong usage. */
@Command(
    name = "rules",
    synopsisSubcommandLabel = "COMMAND",
    description = "Checks rules files before a service runs with them.")
final class RulesCommand {}
