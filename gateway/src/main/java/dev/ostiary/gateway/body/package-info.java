/**
 * What stands in a JSON body that the gateway must know, and writing a member into one without touching the rest. Imports
 * {@code route} only.
 */
@NullMarked
package dev.ostiary.gateway.body;

import org.jspecify.annotations.NullMarked;
