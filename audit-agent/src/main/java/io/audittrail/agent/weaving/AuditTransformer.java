package io.audittrail.agent.weaving;

import io.audittrail.agent.bootstrap.AuditBridge;
import io.audittrail.agent.classfile.AuditAnnotations;
import io.audittrail.agent.classfile.ClassFileHead;
import io.audittrail.agent.classfile.ClassOutline;
import io.audittrail.agent.classfile.OutlineReader;
import io.audittrail.agent.classfile.OwnAnnotations;
import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.PlanListener;
import io.audittrail.agent.plan.PlanSource;
import io.audittrail.agent.report.AgentReport;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each class file that the application loads, and weaves those with audited methods.
 *
 * <p>Nearly all classes leave after one walk over their constant pool. Byte Buddy is loaded for the
 * first one that does not. A class that cannot be woven stays as it is.
 */
public final class AuditTransformer implements ClassFileTransformer, PlanSource {
  private static final String API = "io/audittrail/annotation/AuditAnnotation.class";

  private final OwnAnnotations ownAnnotations;
  private final AgentReport report;
  private final LoaderMap<LoaderView> views = new LoaderMap<>();
  private final ReentrantLock weaverLock = new ReentrantLock();
  private @Nullable Weaver weaver;
  private volatile @Nullable PlanListener listener;

  /** Set while a thread asks a class loader for resources, which may load classes in turn. */
  private final ThreadLocal<Boolean> looking = new ThreadLocal<>();

  /**
   * Makes a transformer.
   *
   * @param annotations the names of an organisation's own annotations that the settings give
   */
  public AuditTransformer(Set<String> annotations, AgentReport report) {
    this.ownAnnotations = new OwnAnnotations(annotations, report);
    this.report = report;
  }

  /** Sets who hears of plans that change. */
  public void listener(PlanListener listener) {
    this.listener = listener;
  }

  @Override
  public @Nullable ClassPlan planOf(Class<?> woven) {
    LoaderView view = views.get(woven.getClassLoader());
    return view == null ? null : view.plans().get(woven.getName());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (loader == null || className == null || SkippedClasses.skips(loader, className)) {
      return null;
    }
    try {
      ClassFileHead head = ClassFileHead.read(file);
      byte[] woven = head == null ? null : transform(loader, head, file);
      PlanListener hears = listener;
      if (redefined != null && hears != null) {
        hears.replanned(redefined);
      }
      return woven;
    } catch (Throwable trouble) { // whatever it is, the application gets its class
      report.notWoven(className.replace('/', '.'), trouble);
      return null;
    }
  }

  private byte @Nullable [] transform(ClassLoader loader, ClassFileHead head, byte[] file) {
    boolean audited = AuditAnnotations.BUILT_IN.areIn(head);
    List<String> supertypes = head.supertypes();
    if (!audited && (looking.get() != null || supertypes.isEmpty() && !head.isAnnotated())) {
      return null;
    }
    LoaderView view = view(loader);
    Hierarchy hierarchy = new Hierarchy(loader, view);
    if (!audited
        && !(view.seesApi()
            && (view.annotations().areIn(head) || isAudited(hierarchy, supertypes)))) {
      return null;
    }
    ClassOutline outline = OutlineReader.read(file, supertypes, view.annotations());
    ClassPlan plan = new ClassPlanner(hierarchy, report).plan(outline);
    return plan.methods().isEmpty() ? null : weave(loader, view, plan, file);
  }

  private boolean isAudited(Hierarchy hierarchy, List<String> supertypes) {
    looking.set(true);
    try {
      return hierarchy.isAudited(supertypes);
    } finally {
      looking.remove();
    }
  }

  private byte @Nullable [] weave(
      ClassLoader loader, LoaderView view, ClassPlan plan, byte[] file) {
    if (!seesBridge(loader)) {
      report.once(
          loader
              + " does not let its classes see "
              + AuditBridge.class.getPackageName()
              + ", calls in them are not audited; a module system needs that package in its boot"
              + " delegation");
      return null;
    }
    byte[] woven = weaver().weave(file, plan, loader);
    view.plans().put(plan.className(), plan);
    report.woven(plan.className(), plan.methods().size());
    return woven;
  }

  private static boolean seesBridge(ClassLoader loader) {
    try {
      return Class.forName(AuditBridge.class.getName(), false, loader) == AuditBridge.class;
    } catch (ClassNotFoundException | LinkageError hidden) {
      return false;
    }
  }

  private Weaver weaver() {
    weaverLock.lock();
    try {
      Weaver made = weaver;
      if (made == null) {
        made = new Weaver();
        weaver = made;
      }
      return made;
    } finally {
      weaverLock.unlock();
    }
  }

  private LoaderView view(ClassLoader loader) {
    LoaderView known = views.get(loader);
    if (known != null) {
      return known;
    }
    Boolean outer = looking.get();
    looking.set(true);
    try {
      boolean seesApi = loader.getResource(API) != null;
      AuditAnnotations annotations =
          seesApi ? ownAnnotations.of(loader) : AuditAnnotations.BUILT_IN;
      return views.putIfAbsent(loader, new LoaderView(seesApi, annotations));
    } finally {
      if (outer == null) {
        looking.remove();
      }
    }
  }
}
