//===- aec.cpp - The autoencoder compiler ---------------------------------===//
#include "aec/Driver/Commands.h"

int main(int argc, char **argv) { return aec::runAec(argc, argv); }
