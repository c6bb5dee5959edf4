package io.audittrail.collector.cli;

import io.audittrail.collector.access.Permission;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a permission by the name that people use. */
final class PermissionConverter implements ITypeConverter<Permission> {
  @Override
  public Permission convert(String value) {
    return Permission.find(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "permission was \"" + value + "\", allowed are " + allowed()));
  }

  private static String allowed() {
    return Arrays.stream(Permission.values())
        .map(Permission::wireName)
        .collect(Collectors.joining(", "));
  }
}
