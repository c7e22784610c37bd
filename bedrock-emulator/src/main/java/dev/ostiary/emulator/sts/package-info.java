/** AWS STS over its query protocol: sessions that the runtime side then knows. Imports `exchange` and `signature`. */
@NullMarked
package dev.ostiary.emulator.sts;

import org.jspecify.annotations.NullMarked;
