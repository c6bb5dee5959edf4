package io.audittrail.agent.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.audittrail.annotation.Audited;
import io.audittrail.catalogue.DocumentedEventType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFileHeadTest {
  interface Marker {}

  static class Parent {}

  /** Has constants that take two places, and texts as long as those are. */
  static class Child extends Parent implements Marker, Comparable<Child> {
    long large = 1L << 40;
    double real = 0.1;
    String six = "123456";

    @Audited(DocumentedEventType.ALERT_CREATE)
    void audited() {}

    @Override
    public int compareTo(Child other) {
      return 0;
    }
  }

  private static byte[] fileOf(Class<?> type) {
    return ClassFiles.read(type.getClassLoader(), type.getName().replace('.', '/'));
  }

  @Test
  void supertypes_ofClass_areThoseOutsideTheJdk() {
    ClassFileHead head = ClassFileHead.read(fileOf(Child.class));

    String prefix = ClassFileHeadTest.class.getName().replace('.', '/');
    assertThat(head.supertypes()).containsExactly(prefix + "$Parent", prefix + "$Marker");
    assertThat(ClassFileHead.read(fileOf(Marker.class)).supertypes()).isEmpty();
  }

  @Test
  void annotations_areFoundInConstantPool() {
    assertThat(AuditAnnotations.BUILT_IN.areIn(ClassFileHead.read(fileOf(Child.class)))).isTrue();
    assertThat(AuditAnnotations.BUILT_IN.areIn(ClassFileHead.read(fileOf(Parent.class)))).isFalse();
    assertThat(ClassFileHead.read(fileOf(Child.class)).isAnnotated()).isTrue();
    assertThat(ClassFileHead.read(fileOf(Parent.class)).isAnnotated()).isFalse();
  }

  @Test
  void mentions_whenTextIsPartOfAnother_isFalse() {
    ClassFileHead head = ClassFileHead.read(fileOf(Child.class));

    assertThat(head.mentions(List.of("123456".getBytes(StandardCharsets.US_ASCII)))).isTrue();
    assertThat(head.mentions(List.of("12345".getBytes(StandardCharsets.US_ASCII)))).isFalse();
  }

  @Test
  void read_whenFileIsCutShort_isNullOrHarmless() {
    byte[] file = fileOf(Child.class);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatCode(() -> ClassFileHead.read(cut)).doesNotThrowAnyException();
    }
    assertThat(ClassFileHead.read(new byte[100])).isNull();
  }

  @Test
  void read_whenTagIsUnknown_isNull() {
    byte[] file = fileOf(Child.class);
    file[10] = 99;

    assertThat(ClassFileHead.read(file)).isNull();
  }
}
