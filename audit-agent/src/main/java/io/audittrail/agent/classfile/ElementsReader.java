package io.audittrail.agent.classfile;

import java.util.function.Function;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Reads the annotations within an annotation that holds several of a kind. */
final class ElementsReader extends AnnotationVisitor {
  private final Function<String, @Nullable AnnotationVisitor> elements;

  /**
   * Makes a reader.
   *
   * @param elements returns what reads an annotation with the given descriptor
   */
  ElementsReader(Function<String, @Nullable AnnotationVisitor> elements) {
    super(OpenedClassReader.ASM_API);
    this.elements = elements;
  }

  @Override
  public AnnotationVisitor visitArray(String member) {
    return this;
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(@Nullable String member, String descriptor) {
    return elements.apply(descriptor);
  }
}
