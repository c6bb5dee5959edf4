package io.audittrail.process;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** A logging backend that has an MDC and nothing else; {@code -Dslf4j.provider} chooses it. */
public class MdcProvider implements SLF4JServiceProvider {
  private final ILoggerFactory loggers = new NOPLoggerFactory();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter mdc = makeMdc();

  MDCAdapter makeMdc() {
    return new BasicMDCAdapter();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}

  /** One whose MDC takes nothing. */
  public static final class Broken extends MdcProvider {
    @Override
    MDCAdapter makeMdc() {
      return new BasicMDCAdapter() {
        @Override
        public void put(String key, String value) {
          throw new IllegalStateException("this MDC is broken");
        }
      };
    }
  }
}
