package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"syscall"
)

// private is a refusal to connect to an address that is not of the public
// Internet.
type private struct{ ip netip.Addr }

// Error implements error.
func (p *private) Error() string { return fmt.Sprintf("%s is a private address", p.ip) }

// notPublic are the ranges that are reachable only from this machine or its
// network, or that nobody has (IANA special-purpose registries, RFC 6890).
// What [netip.Addr] tells by itself is not repeated.
var notPublic = func() (out []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
	} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}()

var (
	global6 = netip.MustParsePrefix("2000::/3")     // all that is given out of IPv6
	nat64   = netip.MustParsePrefix("64:ff9b::/96") // IPv4 behind IPv6 (RFC 6052)
)

// public reports whether ip is of the public Internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if nat64.Contains(ip) {
		b := ip.As16()
		return public(netip.AddrFrom4([4]byte(b[12:])))
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Is6() && !global6.Contains(ip) {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// allows reports whether a connection to ip may be made for a page whose
// address is a: to any public address, and to a private one only if it is what
// the user has typed.
func (a Address) allows(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	return public(ip) || a.typed == ip || a.local && ip.IsLoopback()
}

// dialer returns what makes the connections for a page whose address is a. The
// address that a name has led to is looked at when the connection is made, and
// for every connection again: a name that gives another address the second
// time, or a redirect, changes nothing.
func (c *Client) dialer(a Address, proxies *proxied) func(ctx context.Context, network, address string) (net.Conn, error) {
	plain := &net.Dialer{}
	guarded := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		if !a.allows(at.Addr()) {
			return &private{at.Addr().Unmap()}
		}
		return nil
	}}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if c.dial != nil {
			if conn, err := c.dial(ctx, network, address); conn != nil || err != nil {
				return conn, err
			}
		}
		if proxies.has(address) { // the user has set it, and it may well be in the house
			return plain.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
}
