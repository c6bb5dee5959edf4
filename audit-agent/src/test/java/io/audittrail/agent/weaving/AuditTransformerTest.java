package io.audittrail.agent.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.agent.bootstrap.AuditBridge;
import io.audittrail.agent.bootstrap.Call;
import io.audittrail.agent.bootstrap.CallReceiver;
import io.audittrail.agent.plan.MethodPlan;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.annotation.Audited;
import io.audittrail.catalogue.DocumentedEventType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTransformerTest {
  /** An audited interface. */
  public interface Named {
    @Audited(DocumentedEventType.ALERT_GET)
    String name();
  }

  /** Defines classes of the test from given bytes, after they went through the transformer. */
  private static final class Definer extends ClassLoader {
    Definer() {
      super(AuditTransformerTest.class.getClassLoader());
    }

    Class<?> define(String name, byte[] file) {
      return defineClass(name, file, 0, file.length);
    }
  }

  private static final class Recorder implements CallReceiver {
    private final List<Call> calls = new ArrayList<>();

    @Override
    public Object entered(Class<?> declaring, int method, Object receiver) {
      return "frame";
    }

    @Override
    public void exited(Call call) {
      calls.add(call);
    }
  }

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final AgentReport report =
      new AgentReport(new PrintStream(told, true, StandardCharsets.UTF_8), false);
  private final AuditTransformer transformer = new AuditTransformer(Set.of(), report);
  private final Definer loader = new Definer();
  private final Recorder recorder = new Recorder();

  @AfterEach
  void disconnect() {
    AuditBridge.connect(null);
  }

  private Named woven(byte[] file) throws ReflectiveOperationException {
    byte[] woven = transformer.transform(loader, "acme/Thing", null, null, file);
    assertThat(woven).as("woven class").isNotNull();
    AuditBridge.connect(recorder);
    return (Named) loader.define("acme.Thing", woven).getDeclaredConstructor().newInstance();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 11, 17})
  void transform_ofOldClassFile_makesItCallTheBridge(int version)
      throws ReflectiveOperationException {
    byte[] file =
        new ByteBuddy(ClassFileVersion.ofJavaVersion(version))
            .subclass(Object.class)
            .implement(Named.class)
            .name("acme.Thing")
            .method(ElementMatchers.named("name"))
            .intercept(FixedValue.value("old"))
            .make()
            .getBytes();

    Named named = woven(file);

    assertThat(named.name()).isEqualTo("old");
    assertThat(recorder.calls)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.declaring()).isEqualTo(named.getClass());
              assertThat(call.result()).isEqualTo("old");
              assertThat(call.receiver()).isSameAs(named);
              assertThat(call.arguments()).isEmpty();
            });
    assertThat(transformer.planOf(named.getClass()).methods())
        .extracting(MethodPlan::name)
        .containsExactly("name");
  }

  @Test
  void transform_whenMethodGetsTooLong_leavesClassAndTells() {
    Implementation longBody = new Implementation.Simple(AuditTransformerTest::appendLongBody);
    byte[] file =
        new ByteBuddy()
            .subclass(Object.class)
            .implement(Named.class)
            .name("acme.Thing")
            .method(ElementMatchers.named("name"))
            .intercept(longBody)
            .make()
            .getBytes();

    assertThat(transformer.transform(loader, "acme/Thing", null, null, file)).isNull();
    assertThat(report.failedClasses()).isEqualTo(1);
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("could not weave acme.Thing");
  }

  /** Fills a method to a few bytes less than the 65,535 that it may have. */
  private static ByteCodeAppender.Size appendLongBody(
      MethodVisitor visitor,
      Implementation.Context context,
      net.bytebuddy.description.method.MethodDescription method) {
    for (int i = 0; i < 65_530; i++) {
      visitor.visitInsn(Opcodes.NOP);
    }
    visitor.visitInsn(Opcodes.ACONST_NULL);
    visitor.visitInsn(Opcodes.ARETURN);
    return new ByteCodeAppender.Size(1, method.getStackSize());
  }

  @Test
  void transform_ofClassWithoutAuditedMethods_returnsNothing() {
    byte[] file = new ByteBuddy().subclass(Object.class).name("acme.Other").make().getBytes();

    assertThat(transformer.transform(loader, "acme/Other", null, null, file)).isNull();
    assertThat(told.size()).isZero();
  }

  @Test
  void transform_whenLoaderHidesBridge_leavesClassAndTellsOnce() {
    ClassLoader hiding =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.audittrail.agent.bootstrap.")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };
    byte[] file =
        new ByteBuddy()
            .subclass(Object.class)
            .implement(Named.class)
            .name("acme.Thing")
            .method(ElementMatchers.named("name"))
            .intercept(FixedValue.value("x"))
            .make()
            .getBytes();

    assertThat(transformer.transform(hiding, "acme/Thing", null, null, file)).isNull();
    assertThat(transformer.transform(hiding, "acme/Thing", null, null, file)).isNull();
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("boot delegation");
  }

  @Test
  void transform_ofBrokenClassFile_leavesItToTheJvm() {
    byte[] file = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 0, 2, 1, 0, 0};

    assertThat(transformer.transform(loader, "acme/Broken", null, null, file)).isNull();
  }
}
