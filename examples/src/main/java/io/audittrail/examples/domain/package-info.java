/** What the examples are about: people who log in, and streams of datasets. */
@NullMarked
package io.audittrail.examples.domain;

import org.jspecify.annotations.NullMarked;
