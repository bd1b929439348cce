/** A TCP link that can be harmed. Knows sockets, and how requests look on the wire; no platform. */
package io.harrier.faults.proxy;
