"""The methods of the Seller API, one file each: a decoded body in, the answer's body out."""
