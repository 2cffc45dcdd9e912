"""Who draws a panel: the protocol, the registry and the artists."""
