package io.audittrail.agent.classfile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent looks at in every class file: its constant pool and the names of its supertypes
 * (JVMS 4.1 and 4.4).
 *
 * <p>This is done for each class that the application loads, so it makes no string but the names of
 * supertypes that do not belong to the JDK.
 */
public final class ClassFileHead {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int POOL_AT = 8;
  private static final byte[] ANNOTATIONS =
      "RuntimeVisibleAnnotations".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JAVA = "java/".getBytes(StandardCharsets.US_ASCII);

  private final byte[] file;
  private final int[] offsets;
  private final int end;

  private ClassFileHead(byte[] file, int[] offsets, int end) {
    this.file = file;
    this.offsets = offsets;
    this.end = end;
  }

  /** Returns the head of a class file; null if it is none that the agent understands. */
  public static @Nullable ClassFileHead read(byte[] file) {
    if (file.length < POOL_AT + 2 || int32(file, 0) != MAGIC) {
      return null;
    }
    int[] offsets = new int[uint16(file, POOL_AT)];
    int at = POOL_AT + 2;
    for (int i = 1; i < offsets.length; i++) {
      if (at + 3 > file.length) {
        return null;
      }
      offsets[i] = at;
      int size = sizeOf(file, at);
      if (size == 0) {
        return null;
      }
      if (file[at] == LONG || file[at] == DOUBLE) {
        i++; // these take two places
      }
      at += size;
    }
    return at + 8 > file.length ? null : new ClassFileHead(file, offsets, at);
  }

  /** Returns the bytes that a constant takes, its tag included; 0 for a tag that is not known. */
  private static int sizeOf(byte[] file, int at) {
    return switch (file[at]) {
      case UTF8 -> 3 + uint16(file, at + 1);
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5; // int, float, references, name and type, dynamic
      case LONG, DOUBLE -> 9;
      case 7, 8, 16, 19, 20 -> 3; // class, string, method type, module, package
      case 15 -> 4; // method handle
      default -> 0;
    };
  }

  /** Returns whether the constant pool holds one of the given texts, each in ASCII. */
  boolean mentions(List<byte[]> texts) {
    for (int offset : offsets) {
      if (offset != 0 && file[offset] == UTF8) {
        for (byte[] text : texts) {
          if (isText(offset, text)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Returns whether anything in the class carries an annotation that is there at run time. */
  public boolean isAnnotated() {
    for (int offset : offsets) {
      if (offset != 0 && file[offset] == UTF8 && isText(offset, ANNOTATIONS)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the names, with slashes, of the superclass and the interfaces in this order, those of
   * packages that begin with {@code java} left out.
   */
  public List<String> supertypes() {
    List<String> names = List.of();
    int count = uint16(file, end + 6);
    for (int i = -1; i < count; i++) {
      int classAt = offsets[uint16(file, i < 0 ? end + 4 : end + 8 + 2 * i)];
      if (classAt == 0) {
        continue; // java.lang.Object and module-info have no superclass
      }
      int nameAt = offsets[uint16(file, classAt + 1)];
      if (!startsWith(nameAt, JAVA)) {
        names = names.isEmpty() ? new ArrayList<>(4) : names;
        names.add(new String(file, nameAt + 3, uint16(file, nameAt + 1), StandardCharsets.UTF_8));
      }
    }
    return names;
  }

  private boolean isText(int offset, byte[] text) {
    if (uint16(file, offset + 1) != text.length) {
      return false;
    }
    for (int i = text.length - 1; i >= 0; i--) { // descriptors differ at their ends
      if (file[offset + 3 + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean startsWith(int offset, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (file[offset + 3 + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int uint16(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
  }

  private static int int32(byte[] file, int at) {
    return uint16(file, at) << 16 | uint16(file, at + 2);
  }
}
