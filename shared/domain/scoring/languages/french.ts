import type { WordList } from './word-list.ts'

/** Written for this project. */
export const french: WordList = {
  best: `excellent/-,e,s,es génial/-,e,es géniaux magnifique/-,s merveill/e,eux,euse parfait/-,e,s,es,ement super fantastique/-,s incroyable/-,s adore ador/é,ée,er,ons,ez bravo félicitations sublime/-,s formidable/-,s extra top meilleur/-,e,s,es splendide impeccable exceptionnel/-,le,s trop_bien régal délici/eux,euse remarquable/-,s champion/-,s,ne`,
  good: `bon bonne bons bonnes bien merci mercis content/-,e,s,es heureu/x,se,ses bonheur aime aim/é,ée,er,ons,ent,ez j'aime amour ami/-,e,s,es beau belle beaux belles joli/-,e,s,es sympa/-,s sympathique/-,s agréable/-,s gentil/-,le,s,les rapide/-,s,ment efficace/-,s recommande recommand/é,er,ons plaisir joie rire rires sourire/-,s drôle/-,s mdr ptdr lol haha hahaha hihi victoire gagn/é,er,e,ent,ons réussi/-,e,r,te,tes fier fière fiers bienvenue bisous bisou câlin espoir hâte vacances soleil soirée fête bonjour intéressant/-,e,s,es chance calme doux douce paix utile/-,s succès cool chouette/-,s kiffe kiff/é,er joyeux joyeuse anniversaire hâte courage soutien respect espère mignon/-,ne,s,nes tranquille adorable/-,s préféré/-,e,s tendresse jolies réjoui/-,s,t enfin rigole rigol/er,ons ravi/-,e,s satisfait/-,e,s parfaites
    solution/-,s progrès innovation/-,s innovant/-,e,s,es avancée/-,s avance réussite/-,s prix gagnant/-,e,s soutenir
    soutien/-,s soutient protég/er,é,ée,eons protection amélior/er,e,ation,é idée/-,s favorable/-,s avantage/-,s création
    beauté opportunité/-,s exemple inaugur/é,ée,ation découvr/ir,ez découverte aide/-,s aider aident permet propre/-,s
    gratuit/-,e,s simple/-,s sain/-,e,s partage partager ensemble possible vivre confiance avenir positif positive`,
  bad: `mal mauvais/-,e,es triste/-,s,sse problème/-,s erreur/-,s panne/-,s bug/-,s bugue lent/-,e,s,es cher chère chers retard/-,s attend/s,re,ons,u attente seul/-,e fatigu/é,ée,és,e,ant marre peur douleur malade/-,s pleur/e,er,é,s,ent larmes faute dommage plainte/-,s plaint/-,s,es réclamation/-,s difficile/-,s dur dure perd/u,ue,re,s,us,ent perte défaite moche/-,s sale/-,s cass/é,ée,és,e annul/é,ée,és,er,ation remboursement rembours/er,é,ez personne_ne injoignable manque manqu/é,ent mort/-,e,s,es mourir crise guerre chômage vol vol/é,ée,er voleur/-,s mensonge/-,s menteur/-,s ment mentir arnaque/-,s ennui ennuie ennuyeux pauvre/-,s danger grave/-,s souffr/e,ir,ance,ent déçu/-,e,s,es déception décev/ant,ante énerv/é,ée,e,ant,er énervement stress stress/é,ée,ant angoisse déprim/e,é,ée,ant inquiet inquiète colère fâché/-,e fou faux fausse bête/-,s con conne cons connard/-,s connasse putain pute/-,s chier chiant/-,e,s,es fait_chier bordel saoul/e,é,ent soûle ras-le-bol galère/-,s galér/er,é impossible inadmissible refus refuse/-,nt froid froide bruit plus_jamais jamais aucun aucune bloqu/é,ée,és victime/-,s attentat/-,s violence scandale/-,s attaque/-,s
    menace/-,s,nt menac/é,ée,és,ées,er risque/-,s danger/-,s dangereux dangereuse pollution pollu/é,ée,er,e,ants,ant
    toxique/-,s détrui/re,t,ts,te,sent destruction disparition dispara/ître,issent,ît disparu/-,e,s tu/er,é,és,ée,ent
    abattre abattu/-,s échec/-,s échou/e,é,er polémique/-,s conflit/-,s mépris piège/-,s interdit/-,e,s interdire
    interdiction puni/-,e,tif,tive sanction/-,s hypocri/sie,te,tes inquiét/ant,ante,ude,e alerte/-,s dénonce/-,nt,r accus/e,é,ée,er
    contre effondr/ement,e,é faillite fuite/-,s accident/-,s démantel/é,er colère abandon/-,ne,né,ner suppression supprim/e,er,é
    crime/-,s criminel/-,le,s lobby lobbies lobbys condamn/é,ée,e,er réchauffement sécheresse inondation/-,s incendie/-,s
    triche malheur/-,eux,eusement malheureusement hélas pénurie hausse trop déchet/-,s péril tricheur/-,s pire incapable/-,s
    absurde/-,s aberrant/-,e irresponsable/-,s refuse recul recule baisse gaspillage défaveur désastre/-,eux défaut pauvreté`,
  worst: `pire/-,s horrible/-,s terrible/-,s nul nulle nuls nulles honte honteux honteuse déteste détest/er,é,able hais haine merde merdique dégueulasse/-,s dégoût/é,ée,ant,e catastroph/e,ique inacceptable/-,s scandaleux scandaleuse lamentable/-,s pathétique/-,s minable/-,s insupportable/-,s affreux affreuse ridicule/-,s escroc/-,s escroquerie stupide/-,s débile/-,s idiot/-,e,s imbécile/-,s incompétent/-,e,s,es ignoble/-,s enculé/-,s fdp ntm tg`,
  negators: "ne pas n'est n'ai n'a jamais sans ni aucun aucune plus_de rien c'est_pas guère",
  boosters: 'très trop tellement vraiment si super hyper grave totalement complètement',
}
