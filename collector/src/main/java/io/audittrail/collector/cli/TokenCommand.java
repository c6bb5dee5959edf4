package io.audittrail.collector.cli;

import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.cli.upkeep.DataOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code collector token}: makes, lists, rotates and revokes tokens, while the collector runs or
 * not.
 */
@Command(
    name = "token",
    description = "Makes, lists, rotates and revokes tokens; a running collector notices at once.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TokenCommand.Create.class,
      TokenCommand.ListAll.class,
      RotateCommand.class,
      TokenCommand.Revoke.class
    })
final class TokenCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: create, list, rotate or revoke");
  }

  @Command(
      name = "create",
      description = "Makes a token and prints it, and nothing else, on standard output.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Create implements Callable<Integer> {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "The data directory; made if it is not there.")
    private Path data = Path.of(".");

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "What to call the token; unique among those that are not revoked.")
    private String name = "";

    @Option(
        names = "--permission",
        required = true,
        paramLabel = "P",
        split = ",",
        description = "What it may do: audit-read, audit-write or admin; may be repeated.")
    private Set<Permission> permissions = EnumSet.noneOf(Permission.class);

    @Option(
        names = "--tenant",
        paramLabel = "ID",
        description = "The tenant whose events alone it reads and writes; by default all.")
    private @Nullable String tenant;

    @Option(
        names = "--user",
        paramLabel = "ID",
        description = "The user as whom it acts; by default the token itself.")
    private @Nullable String user;

    @Option(names = "--username", paramLabel = "NAME", description = "That user's name.")
    private @Nullable String username;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "That user's e-mail address.")
    private @Nullable String email;

    @Option(
        names = "--display-name",
        paramLabel = "NAME",
        description = "That user's name as it is shown.")
    private @Nullable String displayName;

    @ArgGroup(exclusive = true)
    private @Nullable Expiry expiry;

    @Override
    public Integer call() throws IOException {
      Profile profile = new Profile(tenant, user, username, email, displayName);
      try (TokenStore tokens = TokenStore.open(DataDirectory.open(data))) {
        Instant end = expiry == null ? null : expiry.end();
        System.out.println(tokens.create(name, permissions, profile, end));
      }
      return 0;
    }
  }

  @Command(
      name = "list",
      description = "Prints the tokens that are not revoked, without their secrets.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
      try (TokenStore tokens = existing(data.directory())) {
        print(List.of("ID", "NAME", "PERMISSIONS", "TENANT", "USER", "CREATED", "EXPIRES"));
        tokens.list().forEach(ListAll::print);
      }
      return 0;
    }

    private static void print(Token token) {
      Set<String> permissions = new TreeSet<>();
      token.permissions().forEach(permission -> permissions.add(permission.wireName()));
      print(
          List.of(
              token.id(),
              token.name(),
              String.join(",", permissions),
              shown(token.profile().tenant()),
              shown(token.profile().user()),
              token.createdAt().toString(),
              shown(token.expiresAt())));
    }

    private static void print(List<String> columns) {
      System.out.println(String.join("\t", columns));
    }

    private static String shown(@Nullable Object value) {
      return value == null ? "-" : value.toString();
    }
  }

  @Command(
      name = "revoke",
      description = "Revokes a token; the next request with it is refused.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Mixin private DataOption data = new DataOption();

    @Parameters(arity = "0..1", paramLabel = "NAME|ID", description = "The token.")
    private @Nullable String nameOrId;

    @Option(names = "--name", paramLabel = "NAME|ID", description = "The same, as an option.")
    private @Nullable String option;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      String token = nameOrId == null ? option : nameOrId;
      if (token == null) {
        throw new ParameterException(spec.commandLine(), "the name or id of a token is missing");
      }
      try (TokenStore tokens = existing(data.directory())) {
        if (!tokens.revoke(token)) {
          throw new CommandFailedException(
              "no token has the name or id \"" + token + "\" (see collector token list)");
        }
      }
      System.err.println("revoked " + token);
      return 0;
    }
  }

  /** Opens the tokens of a directory that must be there already. */
  static TokenStore existing(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new CommandFailedException("data directory " + data + " does not exist");
    }
    return TokenStore.open(DataDirectory.open(data));
  }
}
