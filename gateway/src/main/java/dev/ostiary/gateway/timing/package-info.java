/** Clocks and timers of event loops for deadlines of seconds: cheap to read, to set and to cancel, and a little late. Imports no other room. */
@NullMarked
package dev.ostiary.gateway.timing;

import org.jspecify.annotations.NullMarked;
