package io.audittrail.agent.classfile;

import io.audittrail.agent.classfile.AnnotationRole.Kind;
import io.audittrail.agent.plan.TypeName;
import io.audittrail.agent.report.AgentReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds an organisation's own annotations: named in the setting {@code annotations} and in the
 * resources {@code META-INF/audit/annotations} of a class loader, and read from their class files.
 */
public final class OwnAnnotations {
  private static final String RESOURCE = "META-INF/audit/annotations";

  private final Set<String> configured;
  private final AgentReport report;

  /**
   * Makes a finder.
   *
   * @param configured the names of annotations that the settings give
   */
  public OwnAnnotations(Set<String> configured, AgentReport report) {
    this.configured = configured;
    this.report = report;
  }

  /** Returns the annotations that hold for classes of the given loader. */
  public AuditAnnotations of(ClassLoader loader) {
    Map<String, AnnotationRole> roles = new HashMap<>();
    for (String name : named(loader)) {
      byte[] file = ClassFiles.read(loader, name.replace('.', '/'));
      if (file != null) {
        new DefinitionReader(name, roles).read(file);
      } else if (!configured.contains(name)) {
        // A configured one may well belong to another loader.
        report.once(RESOURCE + " names " + name + ", which is not there; it is ignored");
      }
    }
    return AuditAnnotations.BUILT_IN.and(roles);
  }

  private Set<String> named(ClassLoader loader) {
    Set<String> names = new LinkedHashSet<>(configured);
    try {
      for (URL url : Collections.list(loader.getResources(RESOURCE))) {
        names.addAll(lines(url));
      }
    } catch (IOException | RuntimeException e) {
      report.line(RESOURCE + " of " + loader + " cannot be read", e);
    }
    return names;
  }

  private static List<String> lines(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // a cached jar would stay open, and cannot be replaced then
    List<String> names = new ArrayList<>();
    try (InputStream in = connection.getInputStream();
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).trim();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Reads the definition of one annotation. */
  private final class DefinitionReader extends ClassVisitor {
    private final String name;
    private final Map<String, AnnotationRole> roles;
    private @Nullable TypeName meta;
    private @Nullable TypeName defaultType;
    private String defaultException = AnnotationRole.ANY_EXCEPTION;
    private @Nullable String container;

    DefinitionReader(String name, Map<String, AnnotationRole> roles) {
      super(OpenedClassReader.ASM_API);
      this.name = name;
      this.roles = roles;
    }

    void read(byte[] file) {
      OpenedClassReader.of(file).accept(this, ClassReader.SKIP_CODE);
      if (meta == null) {
        report.once(name + " does not carry @AuditAnnotation; it is ignored");
        return;
      }
      Kind kind = meta.constant().equals("FAILURE") ? Kind.FAILURE : Kind.EVENT;
      String descriptor = 'L' + name.replace('.', '/') + ';';
      roles.put(descriptor, new AnnotationRole(kind, defaultType, defaultException));
      if (kind == Kind.FAILURE && container != null) {
        roles.put(container, AnnotationRole.of(Kind.FAILURES));
      }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return switch (descriptor) {
        case AuditAnnotations.META ->
            new AnnotationReader(values -> meta = values.type("value", null));
        case "Ljava/lang/annotation/Repeatable;" ->
            new AnnotationReader(
                values -> container = 'L' + values.text("value", "").replace('.', '/') + ';');
        default -> null;
      };
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String member,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(OpenedClassReader.ASM_API) {
        @Override
        public AnnotationVisitor visitAnnotationDefault() {
          return new DefaultReader(member);
        }
      };
    }

    /** Reads what a member is if it is not written; the member's name is not given again. */
    private final class DefaultReader extends AnnotationVisitor {
      private final String member;

      DefaultReader(String member) {
        super(OpenedClassReader.ASM_API);
        this.member = member;
      }

      @Override
      public void visit(@Nullable String ignored, Object value) {
        if (member.equals("exception") && value instanceof Type type) {
          defaultException = type.getClassName();
        }
      }

      @Override
      public void visitEnum(@Nullable String ignored, String descriptor, String constant) {
        if (member.equals("value")) {
          defaultType = new TypeName(Type.getType(descriptor).getClassName(), constant);
        }
      }
    }
  }
}
