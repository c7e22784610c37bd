/**
 * What a change of the access files means: per app whether it may do more or less, and who may be it. Imports {@code
 * store} only.
 */
@NullMarked
package dev.ostiary.gateway.review;

import org.jspecify.annotations.NullMarked;
