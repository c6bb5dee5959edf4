package io.audittrail.agent.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * A call of a woven method that is over.
 *
 * @param declaring the class that has the method's body
 * @param method the method's place in the plan of that class
 * @param receiver the object whose method was called; null for a static method
 * @param arguments the arguments as they were given, primitive ones boxed
 * @param result the result, boxed; null for {@code void}, and without meaning if something was
 *     thrown
 * @param thrown what the method threw; null if it returned
 * @param frame what {@link CallReceiver#entered} returned; null if it was not called
 */
@SuppressWarnings("ArrayRecordComponent") // made by woven code for one reader, never compared
public record Call(
    Class<?> declaring,
    int method,
    @Nullable Object receiver,
    @Nullable Object[] arguments,
    @Nullable Object result,
    @Nullable Throwable thrown,
    @Nullable Object frame) {}
