"""The firma electrónica avanzada (FEA, e.firma): certificates, cadena original, sello, container. Pure."""
