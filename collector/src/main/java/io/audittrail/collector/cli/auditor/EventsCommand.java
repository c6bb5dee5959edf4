package io.audittrail.collector.cli.auditor;

import picocli.CommandLine.Mixin;

/** What the commands about events have: for which ones. */
abstract class EventsCommand extends AuditorCommand {
  @Mixin FilterOptions filter = new FilterOptions();
}
